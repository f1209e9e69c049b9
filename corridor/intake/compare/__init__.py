"""What that changes in the state it was made from, and in what others have published since."""
