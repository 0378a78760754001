using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Running;

namespace Unravel.Analyzers.Benchmarks;

/// <summary>The rules of one family, run as the product runs all of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class FamilyRules(Family family) : RuleGroup(rule => AreLocks(rule.Id) == (family == Family.Locks))
{
    /// <summary>4xxx and 5xxx: locks and shared state.</summary>
    public static bool AreLocks(string id) => id[3] is '4' or '5';
}
