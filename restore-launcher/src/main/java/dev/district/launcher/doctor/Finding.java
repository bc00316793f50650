package dev.district.launcher.doctor;

/**
 * One thing that was looked at.
 *
 * @param what what was looked at
 * @param good whether it will do
 * @param says what was found; when it won't do, also why not and what helps
 */
public record Finding(String what, boolean good, String says) {}
