using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Layers;

/// <summary>The projects of src/ as compilations, as the build compiles them: from the compiler's own command line.</summary>
internal static class OwnSources
{
    private static readonly ConcurrentDictionary<string, Lazy<CSharpCompilation>> s_compilations = new();

    public static TheoryData<string> Projects => ["Catalog", "Analyzers", "CodeFixes", "Diagnostics"];

    public static CSharpCompilation Of(string project) =>
        s_compilations.GetOrAdd(project, name => new Lazy<CSharpCompilation>(() => Load(name))).Value;

    /// <summary>The path of a tree relative to the root, or null for what the build generated.</summary>
    public static string? RelativePath(SyntaxTree tree)
    {
        var path = Path.GetRelativePath(Repo.Root, tree.FilePath).Replace('\\', '/');
        return path.StartsWith("src/", StringComparison.Ordinal) ? path : null;
    }

    private static CSharpCompilation Load(string project)
    {
        var folder = Repo.FullPath($"src/{project}");
        var arguments = CSharpCommandLineParser.Default.Parse(CommandLine(folder, project), folder, sdkDirectory: null);
        Assert.Empty(arguments.Errors);
        var trees = arguments.SourceFiles.Select(file =>
            CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file.Path)), arguments.ParseOptions, file.Path));
        var references = arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties));
        var compilation = CSharpCompilation.Create(arguments.CompilationName, trees, references, arguments.CompilationOptions);
        CSharpGeneratorDriver.Create(Generators(arguments), parseOptions: arguments.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out _);
        Offences.None(complete.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(error => error.ToString()));
        return (CSharpCompilation)complete;
    }

    private static IEnumerable<ISourceGenerator> Generators(CSharpCommandLineArguments arguments) =>
        arguments.AnalyzerReferences.SelectMany(reference => new AnalyzerFileReference(reference.FilePath, new FromFile()).GetGenerators(LanguageNames.CSharp));

    /// <summary>A design-time build: it resolves everything and says how the compiler would be called, without calling it.</summary>
    private static string[] CommandLine(string folder, string project)
    {
        string[] arguments =
        [
            "msbuild", $"{project}.csproj", "-target:Compile", "-getItem:CscCommandLineArgs", $"-property:Configuration={BuiltOutput.Configuration}",
            "-property:DesignTimeBuild=true", "-property:BuildProjectReferences=false", "-property:SkipCompilerExecution=true",
            "-property:ProvideCommandLineArgs=true", "-property:NonExistentFile=none",
        ];
        using var json = JsonDocument.Parse(Command.Run("dotnet", arguments, folder).Output);
        return [.. json.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
    }

    private sealed class FromFile : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
