package dev.district.core.crossings;

/** A member of another district. */
record Peer(String district, String member) implements Comparable<Peer> {
  @Override
  public int compareTo(Peer other) {
    int order = district.compareTo(other.district);
    return order != 0 ? order : member.compareTo(other.member);
  }

  @Override
  public String toString() {
    return district + '/' + member;
  }
}
