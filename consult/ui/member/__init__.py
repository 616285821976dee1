"""What a member sees: one step a module, and nothing kept of it when she goes."""
