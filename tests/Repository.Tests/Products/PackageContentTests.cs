using System.IO.Compression;
using System.Reflection.PortableExecutable;

namespace Unravel.Repository.Tests.Products;

/// <summary>What is inside the packages.</summary>
[Collection(nameof(ProductsGroup))]
public sealed class PackageContentTests(PackedProducts products)
{
    [Fact]
    public void Pack_MakesTheTwoProducts()
    {
        // The tool is one product in three packages: native code for linux-x64, any other system, and one that points to both.
        var packages = Directory.GetFiles(products.Feed).Select(file => Path.GetFileName(file).Replace($".{products.Version}.nupkg", "", StringComparison.Ordinal));
        Assert.Equal(["Unravel.Analyzers", "dotnet-unravel", "dotnet-unravel.any", "dotnet-unravel.linux-x64"], packages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AnalyzerPackage_HasWhatTheCompilerLoadsAndNothingElse()
    {
        var files = Files("Unravel.Analyzers");
        Assert.Equal(
            ["analyzers/dotnet/cs/Unravel.Analyzers.dll", "analyzers/dotnet/cs/Unravel.Catalog.dll", "analyzers/dotnet/cs/Unravel.CodeFixes.dll"],
            files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("README.md", files);
        Assert.Contains("build/Unravel.Analyzers.props", files);
        Assert.Contains("buildTransitive/Unravel.Analyzers.props", files);
        Assert.Contains("presets/recommended.globalconfig", files);
        Assert.DoesNotContain(files, file => file.StartsWith("lib/", StringComparison.Ordinal));
    }

    [Fact]
    public void AnalyzerPackage_StaysWithTheProjectThatAsksForIt()
    {
        using var package = ZipFile.OpenRead(products.Package("Unravel.Analyzers"));
        using var reader = new StreamReader(package.GetEntry("Unravel.Analyzers.nuspec")!.Open());
        var text = reader.ReadToEnd();
        Assert.Contains("<developmentDependency>true</developmentDependency>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unravel.Diagnostics.dll")]
    [InlineData("Unravel.Catalog.dll")]
    [InlineData("Microsoft.Diagnostics.Runtime.dll")]
    [InlineData("System.CommandLine.dll")]
    [InlineData("Spectre.Console.dll")]
    public void ToolPackage_IsCompiledAhead(string file)
    {
        // Without runtime identifiers a tool is packed with IL only, and nothing says so.
        Assert.True(HasNativeCode("dotnet-unravel.linux-x64", $"tools/net10.0/linux-x64/{file}"), $"{file} has no native code.");
        Assert.False(HasNativeCode("dotnet-unravel.any", $"tools/net10.0/any/{file}"), $"{file} has native code of one system.");
    }

    [Fact]
    public void ToolPackage_HasNoIdentityStack() =>
        Assert.DoesNotContain(Files("dotnet-unravel.linux-x64"), file =>
            file.Contains("Microsoft.Identity", StringComparison.Ordinal) || file.Contains("Azure.Identity", StringComparison.Ordinal));

    [Theory]
    [InlineData("dotnet-unravel.linux-x64", "tools/net10.0/linux-x64")]
    [InlineData("dotnet-unravel.any", "tools/net10.0/any")]
    public void ToolPackage_HasTheScenarios(string id, string folder) =>
        Assert.Contains(Files(id), file => file.StartsWith(folder + "/", StringComparison.Ordinal) && file.EndsWith("scenarios.json", StringComparison.Ordinal));

    private List<string> Files(string id)
    {
        using var package = ZipFile.OpenRead(products.Package(id));
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    private bool HasNativeCode(string id, string path)
    {
        using var package = ZipFile.OpenRead(products.Package(id));
        using var bytes = new MemoryStream();
        using (var entry = package.GetEntry(path)!.Open())
        {
            entry.CopyTo(bytes);
        }

        bytes.Position = 0;
        using var image = new PEReader(bytes);
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
