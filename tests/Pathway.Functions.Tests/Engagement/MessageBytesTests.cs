using System.Text;
using System.Text.Json;
using Pathway.Functions.Engagement.Facts;

namespace Pathway.Functions.Tests.Engagement;

public sealed class MessageBytesTests
{
    [Theory]
    [InlineData("learner-7_.~:/?=&%+")]
    [InlineData("a \"quoted\" \\ back\tslash \u0000 \u2028 \ud83d\ude00 é")]
    [InlineData("")]
    public void Writes_strings_that_a_reader_of_json_gets_back(string text)
    {
        using var message = new MessageBytes(1);
        message.AppendString(text);

        Assert.Equal(text, JsonSerializer.Deserialize<string>(message.Memory.Span));
    }

    [Theory]
    [InlineData("2026-11-25T20:12:00+00:00", "2026-11-25T20:12:00+00:00")]
    [InlineData("2026-11-25T20:12:00.1200000+01:00", "2026-11-25T20:12:00.12+01:00")]
    [InlineData("2026-11-25T20:12:00.0000001-05:30", "2026-11-25T20:12:00.0000001-05:30")]
    public void Writes_times_without_the_zeros_of_their_fraction(string time, string written)
    {
        using var message = new MessageBytes(64);
        message.AppendTime(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal($"\"{written}\"", Encoding.ASCII.GetString(message.Memory.Span));
        Assert.Equal(
            DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture),
            JsonSerializer.Deserialize<DateTimeOffset>(message.Memory.Span));
    }

    [Fact]
    public void Grows_with_what_it_holds()
    {
        using var message = new MessageBytes(16);
        for (var i = 0; i < 5_000; i++)
            message.AppendNumber(-2_000_000_000);

        Assert.Equal(5_000 * "-2000000000".Length, message.Length);
        Assert.DoesNotContain((byte)0, message.Memory.ToArray());
    }
}
