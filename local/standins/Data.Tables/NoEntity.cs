namespace Azure.Data.Tables;

internal sealed class NoEntity<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException($"Status: {response.Status}, Service returned no content");

    public override Response GetRawResponse() => response;
}
