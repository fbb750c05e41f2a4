"""From a document to its record: pure functions, every fact with the words it rests on."""
