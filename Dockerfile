# syntax=docker/dockerfile:1
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY src src
RUN --mount=type=cache,target=/m2 mvn -B -ntp -Dmaven.repo.local=/m2 package -Dmaven.test.skip

# An AOT cache works only with the Java build that created it, so train with the final runtime
FROM eclipse-temurin:25-jre AS app
COPY --from=build /opt/java/openjdk /opt/jdk
WORKDIR /build
COPY image image
COPY bench/*.java bench/
COPY --from=build /build/target/chatkit-backend-*-exec.jar chatkit-backend.jar
RUN JAVA_HOME=/opt/jdk RUNTIME_HOME=/opt/java/openjdk image/build-app chatkit-backend.jar /app

FROM eclipse-temurin:25-jre
RUN useradd --uid 10001 --no-create-home chatkit && install -d -o 10001 -g 10001 /app/data
WORKDIR /app
COPY --from=app /app/lib lib
COPY --from=app /app/chatkit-backend.jar /app/chatkit-backend.aot /app/jvm-options ./
USER 10001
# Right after a start, answers take many times as long. Readiness waits
ENV CHATKIT_WARM_UP=6s
# The embedded database. A volume is writable even if the root file system is not
VOLUME /app/data
EXPOSE 8488
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-cp", "chatkit-backend.jar", "io.github.chatkitbackend.health.HealthCheck"]
ENTRYPOINT ["java", "@jvm-options", "-jar", "chatkit-backend.jar"]
