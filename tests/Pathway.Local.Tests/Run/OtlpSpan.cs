using System.Text;
using Google.Protobuf;

namespace Pathway.Local.Tests.Run;

/// <summary>What the tests read of a span, by the field numbers of opentelemetry-proto's trace.proto.</summary>
internal sealed record OtlpSpan(string Service, string Trace, string Name)
{
    public static IEnumerable<OtlpSpan> ReadAll(byte[] request) =>
        from resourceSpans in Fields(request, 1)
        let service = ServiceOf(resourceSpans)
        from scopeSpans in Fields(resourceSpans, 2)
        from span in Fields(scopeSpans, 2)
        select new OtlpSpan(
            service,
            Convert.ToHexString(Fields(span, 1).Single()),
            Encoding.UTF8.GetString(Fields(span, 5).Single()));

    private static string ServiceOf(byte[] resourceSpans) =>
        (from resource in Fields(resourceSpans, 1)
         from attribute in Fields(resource, 1)
         where Encoding.UTF8.GetString(Fields(attribute, 1).Single()) == "service.name"
         select Encoding.UTF8.GetString(Fields(Fields(attribute, 2).Single(), 1).Single())).Single();

    /// <summary>The length-delimited fields of a message with this number.</summary>
    private static List<byte[]> Fields(byte[] message, int number)
    {
        var (input, found) = (new CodedInputStream(message), new List<byte[]>());
        while (input.ReadTag() is var tag && tag != 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == number && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                found.Add(input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        }

        return found;
    }
}
