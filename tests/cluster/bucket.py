"""An object store of fsspec's kind that several processes see: ``bucket://`` is the folder that ANALYSTKIT_BUCKET names."""

import os

import fsspec
from fsspec.implementations.dirfs import DirFileSystem
from fsspec.implementations.local import LocalFileSystem

from analystkit.corpus import parts


class Bucket(DirFileSystem):
    """Names without a folder of their own, as in a real bucket: those in between appear with a file."""

    protocol = "bucket"
    cachable = False
    # A property of an instance there, but paths ask the class.
    sep = "/"

    def __init__(self, **_):
        super().__init__(path=os.environ["ANALYSTKIT_BUCKET"], fs=LocalFileSystem(auto_mkdir=True))


fsspec.register_implementation("bucket", Bucket, clobber=True)


def work(task):
    """Do a task in a process in which ``bucket://`` is known."""
    return parts.work(task)
