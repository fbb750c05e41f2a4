"""Processes that answer from a store: each can be killed, and none harms another.

A *template* holds one loaded copy of a generation and answers nothing; *readers*
are forked from it and answer one task at a time; a *pool* of them stands in the
process that talks to clients, which never opens a store.
"""
