package dev.district.it.real;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.PersistJobDataAfterExecution;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Quartz runs a job again and again that keeps count in its own data.
 *
 * <p>Argument: how often (60).
 */
public final class QuartzJobs {
  private static final int INTERVAL_MS = 50;
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final AtomicLong SUM = new AtomicLong();

  private QuartzJobs() {}

  /** Adds up squares. */
  @DisallowConcurrentExecution
  @PersistJobDataAfterExecution
  public static final class Count implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      JobDataMap data = context.getJobDetail().getJobDataMap();
      int count = data.getInt("count") + 1;
      data.put("count", count);
      SUM.addAndGet((long) count * count);
      System.out.println("run " + count + " of " + context.getTrigger().getKey().getName());
      RUNS.incrementAndGet();
    }
  }

  public static void main(String[] args) throws SchedulerException, InterruptedException {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    Properties properties = new Properties();
    properties.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.put("org.quartz.threadPool.threadCount", "3");
    Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
    scheduler.start();
    scheduler.scheduleJob(
        JobBuilder.newJob(Count.class).withIdentity("job").usingJobData("count", 0).build(),
        TriggerBuilder.newTrigger()
            .withIdentity("trigger")
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule()
                    .withIntervalInMilliseconds(INTERVAL_MS)
                    .withRepeatCount(runs - 1)
                    .withMisfireHandlingInstructionNowWithRemainingCount())
            .build());
    while (RUNS.get() < runs) {
      Thread.sleep(INTERVAL_MS);
    }
    scheduler.shutdown(true);
    System.out.println("done: " + RUNS + " runs, " + SUM);
  }
}
