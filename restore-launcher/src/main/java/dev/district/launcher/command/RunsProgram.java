package dev.district.launcher.command;

/** A verb that exits as the program does, so that its own failures need codes of their own. */
interface RunsProgram {}
