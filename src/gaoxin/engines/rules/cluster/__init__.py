"""Rules on a Spark cluster. Only modules of this package import pyspark, and only where a job runs."""
