using Pathway.Testing;

namespace Pathway.Functions.Tests.Programme;

/// <summary>Fail closed: an app that lacks what it must not lack does not start, and says what to set.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Keys__Root", null, "Keys__Root is missing")]
    [InlineData("Keys__Root", "c2hvcnQ=", "Keys__Root is not the base64 of exactly 32 bytes")]
    [InlineData("Graph__BaseUrl", "https://graph.microsoft.com", "/v1.0")]
    [InlineData("Graph__BaseUrl", "https://graph.microsoft.com/v1.0", "Graph__LocalToken is for the simulator")]
    [InlineData("FactsQueue", null, "Facts")]
    [InlineData("Programme__BaseUrl", "", "BaseUrl")]
    public async Task Does_not_start_without_what_it_needs(string setting, string? value, string says)
    {
        var failure = await Record.ExceptionAsync(async () =>
        {
            await using var app = await AppUnderTest.StartAsync(
                new AppOptions { Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { [setting] = value } });
        });

        Assert.NotNull(failure);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        if (value is { Length: > 0 } && setting == "Keys__Root")
            Assert.DoesNotContain(value, failure.ToString(), StringComparison.Ordinal);
    }
}
