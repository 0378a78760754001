using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Layers;

/// <summary>Which assembly may reference which: read from what was built, so nothing gets in through a transitive door.</summary>
public sealed class AssemblyReferenceTests
{
    [Fact]
    public void Catalog_ReferencesNothing() =>
        Assert.Equal(["netstandard"], References("Catalog", "Unravel.Catalog.dll"));

    [Fact]
    public void Analyzers_ReferenceTheCatalogAndTheCompilerOnly() =>
        Assert.DoesNotContain(References("Analyzers", "Unravel.Analyzers.dll"), name =>
            name.Contains("Workspaces", StringComparison.Ordinal)
            || name.StartsWith("System.Composition", StringComparison.Ordinal)
            || (name.StartsWith("Unravel.", StringComparison.Ordinal) && name != "Unravel.Catalog"));

    [Fact]
    public void CodeFixes_DoNotReferenceTheTool() =>
        Assert.DoesNotContain("Unravel.Diagnostics", References("CodeFixes", "Unravel.CodeFixes.dll"));

    [Fact]
    public void Diagnostics_DoNotReferenceTheCompiler() =>
        Assert.DoesNotContain(References("Diagnostics", "Unravel.Diagnostics.dll"), name =>
            name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            || (name.StartsWith("Unravel.", StringComparison.Ordinal) && name != "Unravel.Catalog"));

    [Fact]
    public void WhatTheCompilerLoads_AsksForTheOldestRoslynOnly()
    {
        // A newer one is silently not loaded by older SDKs (CS9057).
        Assert.All(Versions("Analyzers", "Unravel.Analyzers.dll").Concat(Versions("CodeFixes", "Unravel.CodeFixes.dll")), version => Assert.True(version <= new Version(4, 8, 0, 0), version.ToString()));
    }

    private static string[] References(string project, string file) => Read(project, file, (metadata, reference) => metadata.GetString(reference.Name));

    private static Version[] Versions(string project, string file) =>
        [.. Read(project, file, (metadata, reference) => metadata.GetString(reference.Name).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) ? reference.Version : new Version(0, 0))];

    private static T[] Read<T>(string project, string file, Func<MetadataReader, AssemblyReference, T> select)
    {
        using var image = new PEReader(File.OpenRead(BuiltOutput.Of(project, file)));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => select(metadata, metadata.GetAssemblyReference(handle)))];
    }
}
