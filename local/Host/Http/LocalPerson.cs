namespace Pathway.LocalHost.Http;

/// <summary>Somebody one can sign in as where the host plays App Service authentication.</summary>
/// <param name="Name">As the sign-in page lists them.</param>
/// <param name="Principal">Their <c>X-MS-CLIENT-PRINCIPAL</c>: base64 of JSON.</param>
public sealed record LocalPerson(string Name, string Principal);
