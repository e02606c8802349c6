laurel migrate
