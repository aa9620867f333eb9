"""What answers at each address: one module a resource."""
