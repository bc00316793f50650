package dev.district.it.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Moves money by JDBC, and counts the movements in the same transaction. */
final class BankCaller implements Caller {
  private static final int ACCOUNTS = 20;
  private static final int EACH = 100;

  private final String url;
  private final Random random = new Random(1);
  private @Nullable Connection connection;

  BankCaller(int port, int number) {
    this.url = "jdbc:h2:tcp://localhost:" + port + "/bank" + number;
  }

  @Override
  public void connect() throws SQLException {
    close();
    Connection fresh = DriverManager.getConnection(url, "sa", "");
    connection = fresh;
    fresh.setAutoCommit(false);
    try (Statement statement = fresh.createStatement()) {
      statement.execute("create table if not exists account(id int primary key, balance int)");
      statement.execute("create table if not exists movements(total int)");
      if (number(statement, "select count(*) from movements") == 0) {
        for (int id = 0; id < ACCOUNTS; id++) {
          statement.execute("insert into account values(" + id + ", " + EACH + ")");
        }
        statement.execute("insert into movements values(0)");
      }
    }
    fresh.commit();
  }

  @Override
  public long add() throws SQLException {
    if (connection == null) {
      throw new SQLException("not connected");
    }
    int amount = random.nextInt(30);
    change(random.nextInt(ACCOUNTS), -amount);
    change(random.nextInt(ACCOUNTS), amount);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("update movements set total = total + 1");
      long total = number(statement, "select total from movements");
      connection.commit();
      return total;
    }
  }

  private void change(int account, int amount) throws SQLException {
    try (PreparedStatement update =
        connection().prepareStatement("update account set balance = balance + ? where id = ?")) {
      update.setInt(1, amount);
      update.setInt(2, account);
      update.executeUpdate();
    }
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      throw new SQLException("not connected");
    }
    return connection;
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void check() throws SQLException {
    try (Statement statement = connection().createStatement()) {
      long sum = number(statement, "select sum(balance) from account");
      if (sum != ACCOUNTS * EACH) {
        throw new AssertionError("the accounts hold " + sum);
      }
    }
    connection().commit();
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // It is broken, which is why it is closed.
    }
    connection = null;
  }
}
