using Pathway.LocalHost;

namespace Pathway.Local.Tests.Host;

public sealed class HostJsonTests
{
    private static readonly FunctionHostOptions Options = new()
    {
        Assemblies = [],
        StorageConnectionString = LocalStorage.Nowhere,
    };

    [Fact]
    public void Reads_the_route_prefix_and_the_queue_settings()
    {
        var options = HostJson.Apply(
            """
            {
              // comments are allowed
              "version": "2.0",
              "extensions": {
                "http": { "routePrefix": "v1" },
                "queues": {
                  "batchSize": 8, "newBatchThreshold": 2, "maxDequeueCount": 3, "visibilityTimeout": "00:01:00",
                  "maxPollingInterval": "00:00:10", "messageEncoding": "none",
                },
              },
            }
            """,
            Options);

        Assert.Equal("v1", options.RoutePrefix);
        Assert.Equal(
            new QueueOptions
            {
                BatchSize = 8,
                NewBatchThreshold = 2,
                MaxDequeueCount = 3,
                VisibilityTimeout = TimeSpan.FromMinutes(1),
                MaxPollingInterval = TimeSpan.FromSeconds(10),
                Base64 = false,
            },
            options.Queues);
    }

    [Fact]
    public void Keeps_what_the_file_does_not_say_and_puts_an_unsaid_prefix_to_api()
    {
        var options = HostJson.Apply("""{"version":"2.0"}""", Options);

        Assert.Equal("api", options.RoutePrefix);
        Assert.Equal(Options.Queues, options.Queues);
        Assert.Equal((16, 8), (options.Queues.BatchSize, options.Queues.NewBatchThreshold));
    }

    [Fact]
    public void Reads_the_product_s_own_file()
    {
        var options = Options.ReadHostJson(Path.Combine(AppContext.BaseDirectory, "host.json"));

        Assert.Equal(
            ("", 5, TimeSpan.FromSeconds(30), false),
            (options.RoutePrefix, options.Queues.MaxDequeueCount, options.Queues.VisibilityTimeout, options.Queues.Base64));
    }

    [Theory]
    [InlineData("""{"version":"1.0"}""", "version must be \"2.0\"")]
    [InlineData("{", "host.json:")]
    [InlineData("""{"version":"2.0","extensions":{"queues":{"batchSize":33}}}""", "BatchSize must be from 1 to 32")]
    [InlineData("""{"version":"2.0","extensions":{"queues":{"maxDequeueCount":0}}}""", "MaxDequeueCount must be from 1 to 1000")]
    [InlineData("""{"version":"2.0","extensions":{"queues":{"visibilityTimeout":"-00:00:01"}}}""", "VisibilityTimeout must be from 00:00:00")]
    [InlineData("""{"version":"2.0","extensions":{"queues":{"messageEncoding":"utf7"}}}""", "messageEncoding must be base64 or none")]
    public void Refuses_a_file_that_the_cloud_would_refuse(string json, string reason)
        =>
            Assert.Contains(
                reason,
                Assert.Throws<FormatException>(() => HostJson.Apply(json, Options)).Message,
                StringComparison.Ordinal);
}
