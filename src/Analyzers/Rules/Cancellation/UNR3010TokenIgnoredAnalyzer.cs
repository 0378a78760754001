using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Cancellation;

/// <summary>A method takes a token and never looks at it. Where it has a call that could take the token, UNR3001 says so instead.</summary>
public sealed class UNR3010TokenIgnoredAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.TokenIgnored);

    public UNR3010TokenIgnoredAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var cancellation = new CancellationTypes(context.Compilation);
        var overloads = new TokenOverloads(cancellation, knowledge.Tasks);
        context.RegisterOperationBlockAction(block =>
        {
            if (block.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsOverride: false, IsVirtual: false, IsAbstract: false } method
                || method.Parameters.FirstOrDefault(parameter => cancellation.IsToken(parameter.Type)) is not { } token
                || token.Name.StartsWith("_", StringComparison.Ordinal)
                || CleanupCode.IsName(method.Name)
                || method.ExplicitInterfaceImplementations.Length > 0
                || knowledge.SyncMembers.IsTest(method)
                || Implements(method))
            {
                return;
            }

            var works = false;
            foreach (var operation in block.OperationBlocks.SelectMany(body => body.DescendantsAndSelf()))
            {
                works |= operation is IAwaitOperation or ILoopOperation;
                if (SymbolEqualityComparer.Default.Equals(operation.Variable(), token)
                    || operation is INameOfOperation
                    || HasARuleOfItsOwn(operation, cancellation)
                    || (operation is IInvocationOperation call && overloads.Find(call, method) is not null))
                {
                    return;
                }
            }

            if (works)
            {
                block.ReportDiagnostic(Diagnostic.Create(Descriptor, token.Locations[0], token.Name, method.Name));
            }
        });
    }

    /// <summary>A stream, options or a time limit that should have got the token: UNR3006, UNR3001, UNR3009.</summary>
    private static bool HasARuleOfItsOwn(IOperation operation, CancellationTypes cancellation) => operation switch
    {
        IForEachLoopOperation { IsAsynchronous: true } => true,
        IObjectCreationOperation { Arguments.Length: > 0 } creation when cancellation.IsSource(creation.Type) => true,
        IObjectCreationOperation { Type.Name: "ParallelOptions" } => true,
        _ => false,
    };

    private static bool Implements(IMethodSymbol method) =>
        method.ContainingType.AllInterfaces.SelectMany(known => known.GetMembers(method.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));
}
