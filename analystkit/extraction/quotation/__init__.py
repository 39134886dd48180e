"""The parts of quotation extraction: marks, cues, clauses, speakers, rejection, confidence."""
