using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Tests.Programme;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("head@utc-leeds.example.org", "head@utc-leeds.example.org", "utc-leeds.example.org")]
    [InlineData(
        " Head.of.Year+12@UTC-Leeds.Example.ORG ", "head.of.year+12@utc-leeds.example.org", "utc-leeds.example.org")]
    [InlineData("o'brien@a.co", "o'brien@a.co", "a.co")]
    public void Is_read_in_one_form(string text, string address, string domain)
    {
        Assert.True(MailAddress.TryParse(text, out var read));
        Assert.Equal((address, domain), (read.ToString(), read.Domain));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("head")]
    [InlineData("head@")]
    [InlineData("@a.example")]
    [InlineData("a@b@c.example")]
    [InlineData("\"a@b\"@c.example")]
    [InlineData("head@example")]
    [InlineData("head@-a.example")]
    [InlineData("head@a..example")]
    [InlineData("head@a.example.")]
    [InlineData(".head@a.example")]
    [InlineData("he..ad@a.example")]
    [InlineData("he ad@a.example")]
    [InlineData("head@a.example, b@a.example")]
    [InlineData("Head <head@a.example>")]
    [InlineData("head@[127.0.0.1]")]
    [InlineData("head@a.example\r\nBcc: b@a.example")]
    [InlineData("\u212Aate@a.example")]
    [InlineData("head@\u212Aent.example")]
    public void Is_not_read_where_two_could_read_two_things(string? text) =>
        Assert.False(MailAddress.TryParse(text, out _));

    [Fact]
    public void Has_a_length()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('a', 60), 3)) + ".uk";

        Assert.True(MailAddress.TryParse($"{new string('l', 64)}@{domain}", out _));
        Assert.False(MailAddress.TryParse($"{new string('l', 65)}@{domain}", out _));
        Assert.False(MailAddress.TryParse($"{new string('l', 60)}@{domain}.{new string('b', 20)}.uk", out _));
        Assert.False(MailAddress.TryParse($"l@{new string('a', 64)}.uk", out _));
    }
}
