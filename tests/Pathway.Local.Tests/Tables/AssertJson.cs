using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Tables;

internal static class AssertJson
{
    /// <summary>The same members and values, whatever their order and however a number is written.</summary>
    public static void Equal(string expected, string actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);
}
