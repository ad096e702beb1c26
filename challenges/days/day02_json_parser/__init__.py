"""JSON that loses nothing and says where it is wrong."""
