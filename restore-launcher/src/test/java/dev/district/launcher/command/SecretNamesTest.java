package dev.district.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.password",
        "javax.net.ssl.keyStorePassword",
        "app.SECRET",
        "oauth-token",
        "api.key",
        "apiKey",
        "aws.credentials",
        "proxy.auth"
      })
  void isHidden(String name) {
    assertThat(SecretNames.isSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user.home", "java.class.path", "keyboard.layout", "author", "user.name"})
  void isShown(String name) {
    assertThat(SecretNames.isSecret(name)).isFalse();
  }
}
