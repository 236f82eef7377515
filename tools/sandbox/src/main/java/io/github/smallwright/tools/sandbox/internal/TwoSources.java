package io.github.smallwright.tools.sandbox.internal;

import java.util.Map;

/** Defines the tests' and the candidate's classes as one package; a class of the tests wins; assertions stay on. */
final class TwoSources extends ClassLoader {
    private final Map<String, byte[]> candidate;
    private final Map<String, byte[]> tests;

    TwoSources(Map<String, byte[]> candidate, Map<String, byte[]> tests) {
        super(TestStep.class.getClassLoader());
        this.candidate = candidate;
        this.tests = tests;
        super.setDefaultAssertionStatus(true);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = tests.containsKey(name) ? tests.get(name) : candidate.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public void setDefaultAssertionStatus(boolean enabled) {}

    @Override
    public void setPackageAssertionStatus(String packageName, boolean enabled) {}

    @Override
    public void setClassAssertionStatus(String className, boolean enabled) {}

    @Override
    public void clearAssertionStatus() {}
}
