using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unravel.Accuracy;

/// <summary>
/// One compilation made of all C# files of some folders. No project file is read: public code bases restore packages
/// and SDKs that a machine may not have. How much of it binds is told, and code that does not bind does not count.
/// </summary>
internal static class Sources
{
    // What a project with ImplicitUsings has; a file that says it again loses nothing.
    private const string GlobalUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly string[] s_packs = ["Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref"];

    public static CSharpCompilation Compile(Arguments arguments)
    {
        string[] symbols =
        [
            "NET", "NETCOREAPP", "NETSTANDARD2_0_OR_GREATER", "NETSTANDARD2_1_OR_GREATER", "TRACE",
            .. Enumerable.Range(5, 6).Select(version => $"NET{version}_0_OR_GREATER"), "NET10_0", "NETCOREAPP3_1_OR_GREATER",
            .. arguments.Symbols,
        ];
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: symbols);
        var files = arguments.Sources
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !arguments.LeftOut.Any(part => file.Contains(part, StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        var trees = files.AsParallel().AsOrdered()
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))
            .Append(CSharpSyntaxTree.ParseText(GlobalUsings + string.Concat(arguments.Usings.Select(name => $" global using {name};")), options, "GlobalUsings.cs"));

        var compilation = CSharpCompilation.Create(
            "Analysed",
            trees.ToList(),
            [.. References(arguments)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: arguments.Silenced.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress))));
        _ = CSharpGeneratorDriver.Create(Generators(), parseOptions: options).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return (CSharpCompilation)generated;
    }

    private static IEnumerable<MetadataReference> References(Arguments arguments) =>
        s_packs.SelectMany(pack => Directory.GetFiles(Directory.GetDirectories(Path.Combine(Pack(pack), "ref")).Single(), "*.dll"))
            .Concat(arguments.References.SelectMany(folder => Directory.GetFiles(folder, "*.dll")))
            .DistinctBy(Path.GetFileName)
            .Select(file => MetadataReference.CreateFromFile(file));

    private static IEnumerable<ISourceGenerator> Generators() =>
        s_packs.Select(pack => Path.Combine(Pack(pack), "analyzers", "dotnet", "cs"))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.dll"))
            .SelectMany(file => TypesOf(Assembly.LoadFrom(file)))
            .Where(type => !type.IsAbstract && type.GetCustomAttribute<GeneratorAttribute>() is not null)
            .Select(type => Activator.CreateInstance(type) switch
            {
                IIncrementalGenerator incremental => incremental.AsSourceGenerator(),
                ISourceGenerator classic => classic,
                var other => throw new InvalidOperationException($"'{other}' is marked as a generator and is none."),
            });

    private static Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partial)
        {
            return [.. partial.Types.OfType<Type>()];
        }
    }

    private static string Pack(string name)
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", name));
        return Directory.GetDirectories(root).OrderByDescending(path => Version.Parse(Path.GetFileName(path).Split('-')[0])).First();
    }
}
