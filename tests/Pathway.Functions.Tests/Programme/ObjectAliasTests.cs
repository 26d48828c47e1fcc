using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Tests.Programme;

public sealed class ObjectAliasTests
{
    [Theory]
    [InlineData("https://moodle.example.org/mod/page/view.php?id=7", true)]
    [InlineData(" https://moodle.example.org/7 ", true)]
    [InlineData("urn:uuid:2f0c", true)]
    [InlineData("https://bob:secret@moodle.example.org/7", false)]
    [InlineData("https://bob@moodle.example.org/7", false)]
    [InlineData("/mod/page/view.php", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("moodle", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Is_an_absolute_address_without_anybodys_secret(string? text, bool isOne) =>
        Assert.Equal(isOne, ObjectAlias.TryParse(text, out _));

    [Fact]
    public void Ends_at_its_longest()
    {
        var longest = "https://a.example.org/".PadRight(ObjectAlias.MaxLength, 'x');

        Assert.True(ObjectAlias.TryParse(longest, out _));
        Assert.False(ObjectAlias.TryParse(longest + "x", out _));
    }
}
