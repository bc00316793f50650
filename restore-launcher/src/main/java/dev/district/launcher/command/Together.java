package dev.district.launcher.command;

import dev.district.control.Fault;
import dev.district.image.store.DistrictStore;
import dev.district.image.store.Incarnation;
import dev.district.launcher.district.Company;
import dev.district.launcher.district.Keeper;
import dev.district.launcher.district.RestartPlan;
import dev.district.launcher.district.Revival;

/** Restarts all members and shows their logs from the first line on. */
final class Together {
  private Together() {}

  static Company run(
      DistrictStore district, Incarnation turn, RestartPlan plan, Keeper keeper, Fault fault)
      throws Exception {
    keeper.prepareToFollow(plan.members());
    Company company = new Revival(district, fault).run(turn, plan, false);
    keeper.follow();
    return company;
  }
}
