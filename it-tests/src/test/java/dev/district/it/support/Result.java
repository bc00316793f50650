package dev.district.it.support;

/**
 * How one case ended in one run of the tests.
 *
 * @param run which run: results of the same run come in the same order whenever they are read
 * @param key a program of the matrix, or {@code Class#method}, with arguments in brackets
 * @param feature what was done to the program, {@code TEST} for methods
 * @param jdk feature release, {@code -} where the test doesn't say
 * @param passed or failed
 * @param at when it ended, ISO in whole seconds of UTC: comes in the order of time as text, too
 */
record Result(String run, String key, String feature, String jdk, boolean passed, String at) {}
