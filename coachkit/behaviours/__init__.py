"""What agents do in a case, as things that can be told of any of them: done there, or not done."""
