using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Http.Requests;

/// <summary>A method by which somebody only looks (RFC 9110, 9.2.1).</summary>
public static class SafeMethod
{
    public static bool IsOne(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
