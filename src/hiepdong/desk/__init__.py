"""The desk: layout, navigation, sign-in, duty board, and what all pages share."""
