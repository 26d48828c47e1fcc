using System.Text.Json.Nodes;

namespace Pathway.GraphSimulator.Mailboxes;

/// <summary>What Exchange makes of a long subject: 255 characters, the last three of them dots.</summary>
internal static class Subjects
{
    private const int Longest = 255;
    private const string Dots = "...";

    public static JsonObject Cut(JsonObject plain)
    {
        var subject = plain["subject"]!.GetValue<string>();
        if (subject.Length <= Longest)
            return plain;

        var cut = plain.DeepClone().AsObject();
        cut["subject"] = subject[..(Longest - Dots.Length)] + Dots;
        return cut;
    }
}
