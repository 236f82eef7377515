def main():
    import ast, base64, builtins, io, os, struct, sys, threading, traceback, types, unittest
    import unittest.case, unittest.result, unittest.suite, unittest.loader, unittest.mock

    def text():
        size = struct.unpack(">I", os.read(0, 4))[0]
        data = b""
        while len(data) < size:
            data += os.read(0, size - len(data))
        return data.decode("utf-8")

    nonce, source, tests = text(), text(), text()
    write, leave, encode = os.write, os._exit, base64.b64encode
    out = os.dup(1)
    os.dup2(2, 1)

    def report(kind, passed, total, why):
        line = "\n%s %s %d %d %s\n" % (nonce, kind, passed, total, encode(why[-6000:].encode("utf-8", "replace")).decode())
        write(out, line.encode())
        leave(0)

    try:
        code = compile(source, "candidate.py", "exec", dont_inherit=True)
    except BaseException as e:
        report("C", 0, 0, "".join(traceback.format_exception_only(type(e), e)))
    if not tests:
        report("T", 0, 0, "")
    try:
        tree = ast.parse(tests, "tests.py")
        test_code = compile(tree, "tests.py", "exec", dont_inherit=True)
    except BaseException as e:
        report("U", 0, 0, "".join(traceback.format_exception_only(type(e), e)))
    found = sum(
        isinstance(m, (ast.FunctionDef, ast.AsyncFunctionDef)) and m.name.startswith("test")
        for c in tree.body if isinstance(c, ast.ClassDef) for m in c.body)
    if found == 0:
        report("U", 0, 0, "the file has no test methods")

    guarded = [builtins, unittest.case, unittest.result, unittest.suite, unittest.loader, os, sys.modules["sys"]]
    classes = [unittest.TestCase, unittest.TestResult, unittest.TestSuite, unittest.TestLoader,
               unittest.case._Outcome, unittest.case._AssertRaisesContext, unittest.case._AssertRaisesBaseContext,
               unittest.case._BaseTestCaseContext]
    ids, names = id, dict.items
    skip = {"stdin", "stdout", "stderr", "last_value", "last_type", "last_traceback", "__warningregistry__", "_", "path_importer_cache", "modules", "path", "flags"}

    def picture():
        return [{k: ids(v) for k, v in names(dict(vars(g))) if k not in skip} for g in guarded + classes]

    before = picture()
    frame_of = sys._getframe
    stdlib = os.path.dirname(os.__file__)
    fine = (os.path.join(stdlib, "collections"), os.path.join(stdlib, "typing.py"), os.path.join(stdlib, "enum.py"),
            os.path.join(stdlib, "dataclasses.py"), os.path.join(stdlib, "unittest"), os.path.join(stdlib, "traceback.py"))
    state = threading.local()

    def guard(event, args):
        head = event.split(".")[0]
        looking = event in ("sys._getframe", "sys._current_frames", "sys._current_exceptions", "sys.settrace", "sys.setprofile", "sys.addaudithook")
        attribute = event == "object.__getattr__" and args[1] in ("tb_frame", "f_locals", "f_back", "__code__", "gi_frame", "cr_frame")
        if not (looking or attribute or head in ("gc", "ctypes") or event == "object.__setattr__"):
            return
        if getattr(state, "inside", False):
            return
        state.inside = True
        try:
            frame = frame_of(1)
            if frame is not None and frame.f_code.co_filename.startswith(fine):
                return
            while frame is not None:
                if frame.f_code.co_filename == "candidate.py":
                    raise PermissionError("refused in the sandbox: " + event)
                frame = frame.f_back
        finally:
            state.inside = False

    sys.addaudithook(guard)

    def same():
        if picture() != before:
            report("T", 0, found, "the code under test changed unittest or builtins")

    try:
        module = types.ModuleType("candidate")
        sys.modules["candidate"] = module
        exec(code, module.__dict__)
    except BaseException as e:
        report("T", 0, found, "the code does not load: " + "".join(traceback.format_exception_only(type(e), e)))
    same()
    try:
        test_module = types.ModuleType("tests")
        sys.modules["tests"] = test_module
        exec(test_code, test_module.__dict__)
    except (ImportError, AttributeError) as e:
        report("T", 0, found, "the tests need something this code lacks: %s" % e)
    except BaseException as e:
        report("U", 0, 0, "".join(traceback.format_exception_only(type(e), e)))
    same()
    passed, executed, why = 0, 0, []
    suite = unittest.TestLoader().loadTestsFromModule(test_module)
    stack = [suite]
    flat = []
    while stack:
        one = stack.pop()
        if isinstance(one, unittest.TestSuite):
            stack.extend(one)
        else:
            flat.append(one)
    for case in flat:
        result = unittest.TestResult()
        try:
            unittest.TestSuite([case]).run(result)
        except BaseException as e:
            result.errors.append((case, repr(e)))
        same()
        bad = result.errors + result.failures
        if result.testsRun == 1 and not bad and not result.skipped and not result.unexpectedSuccesses:
            passed += 1
        executed += result.testsRun
        why.extend(t for _, t in bad)
    report("T", passed if executed == max(found, len(flat)) else min(passed, found - 1), max(found, len(flat)), "\n".join(why))


main()
