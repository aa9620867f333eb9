"""``kanbao serve``: archives asked over HTTP. Needs the extra ``kanbao[serve]``.

Where what is: :mod:`~qa.service.routing` has every address in one table, :mod:`~qa.service.routes`
what answers there, :mod:`~qa.service.call` what each of these is given.
"""
