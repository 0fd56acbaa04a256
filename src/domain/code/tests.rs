use std::collections::BTreeSet;

use proptest::prelude::*;
use time::macros::date;

use super::*;

fn each_code(mut check: impl FnMut(&'static CodeList, &'static Entry)) {
    for list in lists() {
        for entry in &list.entries {
            check(list, entry);
        }
    }
}

fn refused<L: List>(code: &'static str, service: Service, on: Date) {
    let refusal = CodeError::NotInForce { list: L::NAME, code, service, on };
    assert!(Code::<L>::known(code).in_force(service, on) == Err(refusal), "{code} for {service:?} on {on}");
}

/// Runs one check over every type of code there is.
macro_rules! for_every_list {
    ($check:ident) => {{
        $check::<ContactTypeList>();
        $check::<ConcernList>();
        $check::<GenderList>();
        $check::<AgeBandList>();
        $check::<ReferralSourceList>();
        $check::<PersonLocationList>();
        $check::<CountryList>();
        $check::<CountyList>();
        $check::<WorkplaceTypeList>();
        $check::<MissionList>();
        $check::<ActionKindList>();
        $check::<DutyAssessmentList>();
        $check::<ControllerRelationList>();
        $check::<ArenaList>();
        $check::<StayReasonList>();
        $check::<ViolenceFormList>();
        $check::<RiskLevelList>();
        $check::<CaseOutcomeList>();
        $check::<ActivityTargetList>();
        $check::<ActivityFormList>();
        $check::<ActivityModeList>();
        $check::<PeriodStatusList>();
        $check::<CellSymbolList>();
        $check::<EmergencyCategoryList>();
        $check::<ServiceList>();
    }};
}

#[test]
fn every_list_is_read_and_named_after_its_file() {
    fn check<L: List>() {
        assert_eq!(L::list().name, L::NAME);
    }
    for_every_list!(check);
    let names: BTreeSet<&str> = lists().map(|list| list.name.as_str()).collect();
    assert_eq!(names.len(), 25);
    for list in lists() {
        let (year, number) = list.version.split_once('-').expect("a version is a year and a number");
        assert!(year.parse::<u16>().is_ok() && number.parse::<u16>().is_ok(), "{}", list.name);
    }
}

#[test]
fn every_code_and_group_speaks_all_three_languages() {
    fn spoken(words: &str) -> bool {
        !words.is_empty() && words.trim() == words
    }
    for list in lists() {
        for language in Language::ALL {
            assert!(spoken(list.title.say(language)), "the title of {}", list.name);
            assert!(
                list.help.as_ref().is_none_or(|help| spoken(help.say(language))),
                "help of {}",
                list.name
            );
            for group in &list.groups {
                assert!(spoken(group.label(language)), "{} {}", list.name, group.code);
            }
            for entry in &list.entries {
                assert!(spoken(entry.label(language)), "{} {}", list.name, entry.code);
                let defined = entry.definition.as_ref().is_none_or(|words| spoken(words.say(language)));
                assert!(defined, "the definition of {} {}", list.name, entry.code);
            }
        }
    }
}

#[test]
fn no_two_codes_of_a_list_look_the_same() {
    for list in lists() {
        for language in Language::ALL {
            let labels: BTreeSet<&str> = list.entries.iter().map(|entry| entry.label(language)).collect();
            assert_eq!(labels.len(), list.len(), "{} in {}", list.name, language.tag());
        }
    }
}

#[test]
fn no_code_is_used_twice() {
    for list in lists() {
        let mut seen = BTreeSet::new();
        let groups = list.groups.iter().map(|group| &group.code);
        for code in list.entries.iter().map(|entry| &entry.code).chain(groups) {
            assert!(seen.insert(code), "{} has {code} twice", list.name);
        }
    }
}

#[test]
fn a_list_fits_in_a_byte() {
    let codes: String =
        (0..256).map(|n| format!("[[code]]\ncode = \"{n}\"\nnb = \"a\"\nnn = \"a\"\nen = \"a\"\n")).collect();
    let head = "name = \"many\"\nversion = \"2026-1\"\ntitle = { nb = \"a\", nn = \"a\", en = \"a\" }\n";
    assert!(CodeList::read(&format!("{head}{codes}")).is_err());
    assert!(lists().all(|list| (1..=255).contains(&list.len())));
}

#[test]
fn a_misspelt_field_is_refused() {
    let text = include_str!("../../codelists/gender.toml");
    assert!(CodeList::read(text).is_ok());
    assert!(CodeList::read(&text.replace("group =", "grupo =")).is_err());
    assert!(CodeList::read(&text.replace("nn =", "no =")).is_err());
}

#[test]
fn groups_crosswalks_and_contact_types_exist() {
    each_code(|list, entry| {
        let place = format!("{} {}", list.name, entry.code);
        if let Some(group) = &entry.group {
            assert!(list.group_label(group, Language::Nb).is_some(), "{place}: group");
        }
        if let Some(current) = &entry.crosswalk {
            let current = list.entry(current).unwrap_or_else(|| panic!("{place}: crosswalk"));
            assert!(
                current.crosswalk.is_none() && current.to.is_none() && !current.off,
                "{place}: not current"
            );
            assert!(entry.to.is_some(), "{place}: a code with a crosswalk has ended");
        }
        for contact in entry.contact_types.iter().flatten() {
            assert!(ContactType::parse(contact).is_ok(), "{place}: contact type");
        }
    });
    for list in lists() {
        for group in &list.groups {
            let members = list.entries.iter().filter(|entry| entry.group.as_ref() == Some(&group.code));
            assert!(members.count() > 0, "{} {} is empty", list.name, group.code);
        }
    }
}

#[test]
fn services_are_those_of_the_list_each_named_once() {
    let codes: Vec<&str> = ServiceList::list().entries.iter().map(|entry| entry.code.as_str()).collect();
    assert_eq!(codes, Service::ALL.map(Service::code));
    for (place, service) in Service::ALL.into_iter().enumerate() {
        assert_eq!(usize::from(service.position()), place);
        assert_eq!(Service::parse(service.code()), Some(service));
    }
    assert_eq!(Service::parse("mr"), None);
    assert_eq!(Service::Mr.label(Language::Nn), "Mangfaldsrådgivar");
    each_code(|list, entry| {
        if let Some(services) = &entry.services {
            assert!(!services.is_empty(), "{} {}: nobody's", list.name, entry.code);
            assert!(services.is_sorted_by(|a, b| a < b), "{} {}: in order, once", list.name, entry.code);
        }
    });
}

#[test]
fn no_term_ends_before_it_begins() {
    each_code(|list, entry| {
        if let (Some(from), Some(to)) = (entry.from, entry.to) {
            assert!(from <= to, "{} {}", list.name, entry.code);
        }
    });
}

#[test]
fn codes_survive_writing_and_reading() {
    fn check<L: List>() {
        let mut places = 0..;
        for code in Code::<L>::all() {
            assert_eq!(Some(usize::from(code.position())), places.next());
            assert!(Code::parse(code.as_str()) == Ok(code), "{} {}", L::NAME, code.as_str());
            assert!(Code::from_position(code.position()) == Some(code));
        }
        assert_eq!(places.next(), Some(L::list().len()));
        assert!((L::list().len()..=255).all(|place| Code::<L>::from_position(place as u8).is_none()));
    }
    for_every_list!(check);
}

proptest! {
    #[test]
    fn what_is_not_a_code_is_refused_and_not_repeated(typed in "\\PC{0,12}") {
        prop_assume!(ConcernList::list().entries.iter().all(|entry| entry.code != typed));
        prop_assert_eq!(Concern::parse(&typed), Err(CodeError::Unknown { list: "concern" }));
    }
}

#[test]
fn a_code_not_in_force_is_refused_by_name() {
    let then = date!(2023 - 06 - 01);
    let now = date!(2026 - 01 - 01);
    refused::<ConcernList>("MTE", Service::Mr, now);
    refused::<ConcernList>("EKK", Service::Mr, then);
    refused::<ConcernList>("RAS", Service::Su, now);
    refused::<ConcernList>("RAS", Service::Mr, then);
    for service in Service::ALL {
        refused::<ConcernList>("AEV", service, now);
    }
    refused::<ActionKindList>("PAS", Service::Kt, now);
    refused::<CountyList>("30", Service::Mr, now);
    refused::<CountyList>("32", Service::Mr, then);
}

#[test]
fn a_term_holds_on_its_first_and_last_day() {
    let control = Concern::known("EKK");
    assert!(control.in_force(Service::Mr, date!(2018 - 12 - 31)) == Ok(control));
    refused::<ConcernList>("EKK", Service::Mr, date!(2019 - 01 - 01));
    let racism = Concern::known("RAS");
    assert!(racism.in_force(Service::Mr, date!(2024 - 01 - 01)) == Ok(racism));
    refused::<ConcernList>("RAS", Service::Mr, date!(2023 - 12 - 31));
}

#[test]
fn a_service_is_offered_what_is_in_force_and_nothing_else() {
    let on = date!(2026 - 01 - 01);
    let offered = |service| Concern::offered(service, on).map(Code::as_str).collect::<Vec<_>>().join(" ");
    assert_eq!(offered(Service::Mr), "NSK TRV FTE GTE FUU GUU FKL GKL BEK RAS KSM ANN UKJ");
    assert_eq!(offered(Service::Su), "NSK TRV FTE GTE FUU GUU FKL GKL BEK ANN UKJ");
    assert_eq!(offered(Service::Kt), "NSK TRV FTE MTE GTE FUU GUU FKL GKL BEK ANN UKJ");
    assert_eq!(County::offered(Service::Mr, on).count(), 16);
    assert_eq!(County::offered(Service::Mr, date!(2023 - 12 - 31)).count(), 12);
}

#[test]
fn a_historical_code_leads_to_its_successor() {
    let successor = |code| Concern::known(code).crosswalk().map(Code::as_str);
    assert_eq!(successor("EKK"), Some("NSK"));
    assert_eq!(successor("ETL"), Some("GUU"));
    assert_eq!(successor("FEL"), Some("FUU"));
    assert_eq!(successor("AFS"), None);
    assert_eq!(successor("NSK"), None);
}

#[test]
fn codes_are_published_in_their_groups() {
    fn members<L: List>(group: &str) -> String {
        let inside = Code::<L>::all().filter(|code| code.group() == Some(group));
        inside.map(Code::as_str).collect::<Vec<_>>().join(" ")
    }
    assert_eq!(members::<ConcernList>("ufrivillig_utland"), "FUU GUU");
    assert_eq!(members::<ConcernList>("tvangsekteskap"), "FTE MTE GTE");
    assert_eq!(members::<ConcernList>("kjonnslemlestelse"), "FKL GKL");
    assert_eq!(members::<AgeBandList>("U18G"), "A00 A13 A16 U18");
    assert_eq!(members::<AgeBandList>("O18G"), "A18 A21 A25 O18");
    assert_eq!(members::<AgeBandList>("AUKG"), "AUK");
    assert_eq!(members::<GenderList>("A_or_U"), "A U");
    let label = GenderList::list().group_label("A_or_U", Language::Nb);
    assert_eq!(label, Some("Annen kjønnsidentitet eller ukjent"));
    assert_eq!(GenderList::list().group_label("K", Language::Nb), None);
}

#[test]
fn the_special_rules_stand_at_their_codes_alone() {
    let flagged = |flag: fn(&Entry) -> bool| {
        let mut found = Vec::new();
        each_code(|list, entry| {
            if flag(entry) {
                found.push(format!("{} {}", list.name, entry.code));
            }
        });
        found.join(", ")
    };
    assert_eq!(flagged(|entry| entry.additional_only), "concern KSM");
    assert_eq!(flagged(|entry| entry.off), "concern AEV");
    assert_eq!(flagged(|entry| entry.uncounted), "case_outcome FEI");
    assert_eq!(flagged(|entry| entry.unfinished), "concern UKJ");
    assert_eq!(flagged(|entry| entry.outside_total), "concern RAS");
    assert_eq!(flagged(|entry| entry.contact_types.is_some()), "referral_source MED");
    let media = ReferralSource::known("MED");
    assert!(media.suits(ContactType::known("HEN")) && !media.suits(ContactType::known("SAK")));
    assert!(ReferralSource::known("SEL").suits(ContactType::known("SAK")));
}

#[test]
fn debug_and_messages_tell_no_code() {
    let code = Concern::known("GTE");
    assert_eq!(format!("{code:?}"), "Code(concern)");
    let refusal = Concern::known("MTE").in_force(Service::Mr, date!(2026 - 01 - 01)).err();
    let refusal = refusal.expect("advisers do not use this code");
    assert_eq!(format!("{refusal:?}"), "NotInForce(concern)");
    assert!(!refusal.to_string().contains("MTE"), "{refusal}");
    assert_eq!(refusal.list(), "concern");
}

#[test]
#[should_panic(expected = "the list concern does not have")]
fn a_code_our_source_made_up_is_found_at_once() {
    Concern::known("QQQ");
}

#[test]
fn nynorsk_is_nynorsk() {
    fn check<L: List>(code: &'static str, nynorsk: &str) {
        let code = Code::<L>::known(code);
        assert_eq!(code.label(Language::Nn), nynorsk);
        assert_ne!(code.label(Language::Nb), nynorsk);
    }
    check::<ConcernList>("TRV", "Truslar/vald");
    check::<ConcernList>("FUU", "Frykt for ufrivillig opphald i utlandet");
    check::<ConcernList>("FKL", "Frykt for kjønnslemlesting");
    check::<ConcernList>("UKJ", "Ikkje avklart");
    check::<WorkplaceTypeList>("VGS", "Vidaregåande skule");
    check::<ContactTypeList>("HEN", "Førespurnad (generelle råd og rettleiing)");
    check::<PersonLocationList>("NO", "I Noreg");
    check::<ReferralSourceList>("UTS", "Utanriksstasjon");
    check::<CountryList>("AE", "Dei sameinte arabiske emirata");
    check::<CountryList>("AT", "Austerrike");
    check::<CellSymbolList>(":", "Blir ikkje vist av omsyn til konfidensialitet");
    check::<CountyList>("99", "Ikkje oppgitt");
    // Words that no nynorsk text has: a label or a text left in bokmål shows itself by one of them.
    let bokmål = "ikke noen noe hvem hvor hva skole vold trusler uten fra kommet annet annen mer en selv";
    let bokmål: BTreeSet<&str> = bokmål.split(' ').collect();
    let astray = |text: &str| {
        let lower = text.to_lowercase();
        lower.split(|c: char| !c.is_alphabetic()).any(|word| bokmål.contains(word))
    };
    for list in lists() {
        assert!(!list.help.as_ref().is_some_and(|help| astray(help.say(Language::Nn))), "{} help", list.name);
    }
    each_code(|list, entry| {
        assert!(!astray(entry.label(Language::Nn)), "{} {}", list.name, entry.code);
        let definition = entry.definition.as_ref();
        assert!(
            !definition.is_some_and(|words| astray(words.say(Language::Nn))),
            "{} {}",
            list.name,
            entry.code
        );
    });
}

#[test]
fn main_concerns_and_duties_are_explained() {
    for code in Concern::all() {
        assert!(code.definition(Language::Nn).is_some(), "{}", code.as_str());
    }
    for code in DutyAssessment::all() {
        assert!(code.definition(Language::En).is_some(), "{}", code.as_str());
    }
    assert!(CountryList::list().help.is_some());
}

#[test]
fn every_country_of_the_standard_is_there() {
    // 249 of ISO 3166-1 (Norway among them), Kosovo, several and unknown.
    assert_eq!(CountryList::list().len(), 252);
    for code in ["SY", "PK", "SO", "AF", "IQ", "XK", "XX", "ZZ"] {
        assert!(Country::parse(code).is_ok(), "{code}");
    }
    assert_eq!(Country::known("NO").label(Language::En), "Norwegian background");
}
