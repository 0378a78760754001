using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Tests.Preconditions;

public sealed class RuntimeImageTests
{
    private const string Line = "7f00-7f01 r--p 00000000 08:01 1 ";

    [Theory]
    [InlineData("/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.12/libcoreclr.so", "10.0.12")]
    [InlineData("/opt/my dotnet/shared/Microsoft.NETCore.App/11.0.0-rc.1.2/libcoreclr.so", "11.0.0-rc.1.2")]
    [InlineData("/usr/share/dotnet/shared/Microsoft.NETCore.App/9.0.20/libcoreclr.so (deleted)", "9.0.20")]
    [InlineData("/srv/app/libcoreclr.so", null)]
    [InlineData("/memfd:doublemapper (deleted)", null)]
    public void Runtime_IsFoundWithItsVersion(string path, string? version)
    {
        var runtime = RuntimeImage.In($"{Line}/usr/bin/x\n{Line}{path}\n{Line}[stack]\n");

        Assert.NotNull(runtime);
        Assert.Equal(version, runtime.Version);
    }

    [Fact]
    public void Path_IsTheOneOfTheLibrary() =>
        Assert.Equal("/srv/my app/libcoreclr.so", RuntimeImage.In($"{Line}/srv/my app/libcoreclr.so\n")?.Path);

    [Theory]
    [InlineData("")]
    [InlineData("/usr/bin/python3")]
    [InlineData("/backup/libcoreclr.so.old")]
    [InlineData("/usr/lib/libcoreclrtraceptprovider.so")]
    public void OtherImages_AreNoRuntime(string path) => Assert.Null(RuntimeImage.In(Line + path + "\n"));
}
