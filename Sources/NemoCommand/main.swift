print("nemo")
