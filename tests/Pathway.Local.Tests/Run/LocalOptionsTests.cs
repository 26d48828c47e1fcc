namespace Pathway.Local.Tests.Run;

public sealed class LocalOptionsTests
{
    [Fact]
    public void Takes_what_is_asked_for_and_leaves_the_rest_as_it_is()
    {
        var options = LocalOptions.Parse(
            ["--empty", "--data", "kept", "--verbose"], name => name == "GRAPH_PORT" ? "7090" : null, out var error);

        Assert.Equal(
            new LocalOptions { Demo = false, DataFolder = Path.GetFullPath("kept"), Verbose = true, GraphPort = 7090 },
            options);
        Assert.Empty(error);
    }

    [Fact]
    public void A_year_is_loaded_only_when_it_is_asked_for()
    {
        Assert.True(LocalOptions.Parse(["--year"], _ => null, out _)!.Year);
        Assert.False(LocalOptions.Parse([], _ => null, out _)!.Year);
    }

    [Theory]
    [InlineData("--empti", null, "--empti is not an option here")]
    [InlineData("--data", null, "--data needs a folder")]
    [InlineData("--otlp", null, "--otlp needs the address")]
    [InlineData("--empty", "70000", "port numbers")]
    [InlineData("--empty", "7080", "a port each")]
    public void Says_what_is_wrong(string argument, string? functionsPort, string expected)
    {
        Assert.Null(
            LocalOptions.Parse([argument], name => name == "FUNCTIONS_PORT" ? functionsPort : null, out var error));

        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:4317", true)]
    [InlineData("localhost:4317", false)]
    [InlineData("--empty", false)]
    public void A_collector_has_a_whole_address(string address, bool isOne) =>
        Assert.Equal(isOne ? new Uri(address) : null, LocalOptions.Parse(["--otlp", address], _ => null, out _)?.Collector);

    [Fact]
    public void An_option_is_no_folder_for_data() =>
        Assert.Null(LocalOptions.Parse(["--data", "--empty"], _ => null, out _));
}
