package dev.district.image.graph;

/**
 * Something that holds an object from outside the graph.
 *
 * @param object id of the object
 * @param place what holds it, for a person
 * @param thread index of the captured thread, -1 for none
 * @param frame index of the frame in the thread, innermost first; -1 for none
 */
public record Root(int object, String place, int thread, int frame) {}
