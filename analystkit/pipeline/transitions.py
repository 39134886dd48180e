"""A pipeline over one batch of Docs, its parser and its names stepped from here.

spaCy steps them without the interpreter's lock, yet each look at a state (what stands on the stack, in the buffer) takes the lock and gives
it back: up to half of the time of either component. The same steps with the lock held all along skip that. What is computed is
the same, by the component's own model and moves; nothing of the pipeline is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokens import Doc


def annotate(nlp: Language, docs: list[Doc]) -> list[Doc]:
    """Run a pipeline's components over Docs, all of them through one component before the next.

    Parameters
    ----------
    nlp : spacy.Language
        Any pipeline. What is no greedy parser or entity recogniser of spaCy's own on the CPU runs as it does in `nlp.pipe`.
    docs : list of Doc
        Tokenized; how many there are is the batch.

    Returns
    -------
    list of Doc
        The Docs, annotated as `nlp.pipe` does, in order.
    """
    component: Any
    for _, component in nlp.pipeline:
        if _can_be_stepped(component):
            component.set_annotations(docs, _stepped(component, docs))
            continue
        piped: Callable[..., Any] | None = getattr(component, "pipe", None)
        docs = list(piped(docs, batch_size=len(docs)) if piped else map(component, docs))
    return docs


def _can_be_stepped(component: Any) -> bool:
    from spacy.pipeline import DependencyParser, EntityRecognizer
    from thinc.api import NumpyOps

    if type(component) not in (DependencyParser, EntityRecognizer):
        return False
    model = component.model
    attributes: dict[str, Any] = model.attrs
    # A beam, a hidden layer less, labels never seen and graphics cards have steps of their own.
    return (
        isinstance(model.ops, NumpyOps)
        and component.cfg.get("beam_width") == 1
        and bool(attributes.get("has_upper", False))
        and not attributes.get("unseen_classes", True)
    )


def _stepped(component: Any, docs: list[Doc]) -> list[Any]:
    """Return the final states of Docs, one each."""
    states: list[Any] = component.moves.init_batch(docs)
    unfinished = [state for state in states if not state.is_final()]
    if not unfinished:
        return states
    # What an earlier component has set may bear labels that this one does not know; looking for them takes as long as some steps.
    if any(doc.has_annotation(layer) for doc in docs for layer in ("DEP", "ENT_IOB")):
        component._ensure_labels_are_added(docs)
    model = component.model.predict(docs)
    hidden, output = model.state2vec, model.vec2scores
    weights, bias = output.get_param("W").T, output.get_param("b")
    while unfinished:
        scores = hidden.predict(model.get_token_ids(unfinished)) @ weights
        scores += bias
        unfinished = component.transition_states(unfinished, scores)
    model.clear_memory()
    return states
