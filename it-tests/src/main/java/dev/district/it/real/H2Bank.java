package dev.district.it.real;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * H2, embedded, with its database on disk in the directory {@code owned}: money goes from account
 * to account in transactions, some of which are rolled back. The program keeps the balances in
 * memory, too, and compares.
 *
 * <p>Argument: number of transactions (default 200).
 */
public final class H2Bank {
  private static final int ACCOUNTS = 40;
  private static final int COMPARED = 10;

  private final Connection connection;
  private final long[] balances = new long[ACCOUNTS];

  private H2Bank(Connection connection) {
    this.connection = connection;
    Arrays.fill(balances, 1000);
  }

  private void open() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table account(id int primary key, balance bigint not null)");
      statement.execute(
          "create table movement(id identity primary key, debit int, credit int, amount bigint,"
              + " note varchar(200))");
      for (int id = 0; id < ACCOUNTS; id++) {
        statement.execute("insert into account values(" + id + ", 1000)");
      }
    }
    connection.commit();
  }

  private void move(int number) throws SQLException {
    int debit = number * 7 % ACCOUNTS;
    int credit = (number * 11 + 3) % ACCOUNTS;
    long amount = number * 31 % 97;
    try (PreparedStatement update =
            connection.prepareStatement("update account set balance = balance + ? where id = ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into movement(debit, credit, amount, note) values(?, ?, ?, ?)")) {
      add(update, debit, -amount);
      add(update, credit, amount);
      insert.setInt(1, debit);
      insert.setInt(2, credit);
      insert.setLong(3, amount);
      insert.setString(4, "movement " + number + " ".repeat(number % 50));
      insert.executeUpdate();
    }
    if (number % 5 == 4) {
      connection.rollback();
    } else {
      connection.commit();
      balances[debit] -= amount;
      balances[credit] += amount;
    }
  }

  private static void add(PreparedStatement update, int account, long amount) throws SQLException {
    update.setLong(1, amount);
    update.setInt(2, account);
    update.executeUpdate();
  }

  private String compare() throws SQLException {
    int different = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id, balance from account order by id")) {
      while (rows.next()) {
        different += balances[rows.getInt(1)] == rows.getLong(2) ? 0 : 1;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*), sum(amount), max(id) from movement")) {
      row.next();
      return different
          + " different, "
          + row.getLong(1)
          + " movements of "
          + row.getLong(2)
          + " up to "
          + row.getLong(3);
    } finally {
      connection.commit();
    }
  }

  public static void main(String[] args) throws SQLException {
    int transactions = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    try (Connection connection = DriverManager.getConnection("jdbc:h2:./owned/bank", "sa", "")) {
      connection.setAutoCommit(false);
      H2Bank bank = new H2Bank(connection);
      bank.open();
      for (int number = 0; number < transactions; number++) {
        bank.move(number);
        if (number % COMPARED == 0) {
          System.out.println(number + ": " + bank.compare());
        }
        pause();
      }
      System.out.println("done: " + bank.compare());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(15);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
