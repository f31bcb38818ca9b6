# syntax=docker/dockerfile:1
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp dependency:go-offline
COPY src src
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp package -DskipTests \
  && java -Djarmode=tools -jar target/chatkit-backend-*.jar extract --layers --destination extracted \
  && mv extracted/application/chatkit-backend-*.jar extracted/application/chatkit-backend.jar

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home chatkit
WORKDIR /app
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./
USER 10001
EXPOSE 8488
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-cp", "chatkit-backend.jar", "io.github.chatkitbackend.health.HealthCheck"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-jar", "chatkit-backend.jar"]
