using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Knowledge;

/// <summary>Members that are synchronous for a good reason, so that blocking in them is nobody's mistake.</summary>
internal sealed class SyncMembers(Compilation compilation)
{
    // Test and set-up methods: a blocked test thread harms no one. Derived attributes count too.
    private static readonly string[] s_testAttributes =
    [
        "Xunit.FactAttribute",
        "Xunit.TheoryAttribute",
        "NUnit.Framework.TestAttribute",
        "NUnit.Framework.TestCaseAttribute",
        "NUnit.Framework.TestCaseSourceAttribute",
        "NUnit.Framework.TheoryAttribute",
        "NUnit.Framework.SetUpAttribute",
        "NUnit.Framework.TearDownAttribute",
        "NUnit.Framework.OneTimeSetUpAttribute",
        "NUnit.Framework.OneTimeTearDownAttribute",
        "Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute",
        "Microsoft.VisualStudio.TestTools.UnitTesting.TestInitializeAttribute",
        "Microsoft.VisualStudio.TestTools.UnitTesting.TestCleanupAttribute",
        "Microsoft.VisualStudio.TestTools.UnitTesting.ClassInitializeAttribute",
        "Microsoft.VisualStudio.TestTools.UnitTesting.ClassCleanupAttribute",
        "Microsoft.VisualStudio.TestTools.UnitTesting.AssemblyInitializeAttribute",
        "Microsoft.VisualStudio.TestTools.UnitTesting.AssemblyCleanupAttribute",
    ];

    private readonly ImmutableArray<INamedTypeSymbol> _testAttributes =
        s_testAttributes.Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>().ToImmutableArray();

    private readonly IMethodSymbol? _entryPoint = compilation.GetEntryPoint(CancellationToken.None);

    /// <summary>The program's first method: it has no caller that could await it.</summary>
    public bool IsEntryPoint(ISymbol member) =>
        _entryPoint is not null && SymbolEqualityComparer.Default.Equals(member, _entryPoint);

    public bool IsTest(ISymbol member) =>
        _testAttributes.Length > 0 && member.GetAttributes().Any(attribute => IsTestAttribute(attribute.AttributeClass));

    private bool IsTestAttribute(INamedTypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (_testAttributes.Contains(current, SymbolEqualityComparer.Default))
            {
                return true;
            }
        }

        return false;
    }
}
