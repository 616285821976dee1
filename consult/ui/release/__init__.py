"""How a release looks, before it leaves and after."""
