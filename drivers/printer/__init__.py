"""Receipt printers: a document becomes ESC/POS bytes, and the printer says what became of them."""
