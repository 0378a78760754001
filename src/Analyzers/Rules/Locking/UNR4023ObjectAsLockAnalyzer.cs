using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports private readonly objects that are only locked, where System.Threading.Lock would do. Yields to IDE0330.</summary>
public sealed class UNR4023ObjectAsLockAnalyzer : RuleAnalyzer
{
    private const int FirstVersionWithLock = 1300; // C# 13; the oldest Roslyn has no name for it

    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.ObjectAsLock);

    public UNR4023ObjectAsLockAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.LockingCalls.Lock is { DeclaredAccessibility: Accessibility.Public };

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        if (context.Compilation is not CSharpCompilation { LanguageVersion: var version } || (int)version < FirstVersionWithLock)
        {
            return;
        }

        TypeScope.Register<Facts>(
            context,
            Flow.LockText.MayLock,
            static (start, facts) => start.RegisterOperationAction(operation => Add((IFieldReferenceOperation)operation.Operation, facts), OperationKind.FieldReference),
            static (end, facts) =>
            {
                foreach (var field in facts.Locked.Keys)
                {
                    if (!facts.UsedOtherwise.ContainsKey(field)
                        && !SdkRules.Speaks("IDE0330", onByDefault: false, field.DeclaringSyntaxReferences[0].SyntaxTree, end.Compilation, end.Options, end.CancellationToken))
                    {
                        end.ReportDiagnostic(Diagnostic.Create(s_descriptor, field.Locations[0], field.Name));
                    }
                }
            });
    }

    private static void Add(IFieldReferenceOperation reference, Facts facts)
    {
        if (reference.Field is not
            {
                DeclaredAccessibility: Accessibility.Private, IsReadOnly: true, Type.SpecialType: SpecialType.System_Object,
                DeclaringSyntaxReferences: { Length: 1 } declarations,
            } field)
        {
            return;
        }

        var isLock = reference.Parent is ILockOperation { LockedValue: var value } && value == reference
            && declarations[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax };
        (isLock ? facts.Locked : facts.UsedOtherwise)[(IFieldSymbol)field.OriginalDefinition] = true;
    }

    private sealed class Facts
    {
        public ConcurrentDictionary<IFieldSymbol, bool> Locked { get; } = new(SymbolEqualityComparer.Default);

        public ConcurrentDictionary<IFieldSymbol, bool> UsedOtherwise { get; } = new(SymbolEqualityComparer.Default);
    }
}
