using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Tests.Preconditions;

public sealed class OwnRuntimeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unravel-own-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void IncludedFramework_IsTheRuntime() =>
        Assert.Equal("8.0.31", Read("""
            { "runtimeOptions": { "includedFrameworks": [
                { "name": "Microsoft.AspNetCore.App", "version": "8.0.30" },
                { "name": "Microsoft.NETCore.App", "version": "8.0.31" } ] } }
            """));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "8.0.0" } } }""")]
    [InlineData("""{ "runtimeOptions": { "includedFrameworks": 5 } }""")]
    [InlineData("""{ "runtimeOptions": { "includedFrameworks": [ { } ] } }""")]
    public void AnythingElse_IsUnknown(string json) => Assert.Null(Read(json));

    [Fact]
    public void MissingFolder_IsUnknown() => Assert.Null(OwnRuntime.VersionBeside("/nowhere/libcoreclr.so"));

    private string? Read(string json)
    {
        File.WriteAllText(Path.Combine(_folder, "app.runtimeconfig.json"), json);
        return OwnRuntime.VersionBeside(Path.Combine(_folder, "libcoreclr.so"));
    }
}
