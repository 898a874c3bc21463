"""The statistics page: any table for any period and unit; every figure opens its cases."""
