import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { AchievementType } from '../../../src/rules/achievement-types.ts';

/** What a badge can stand for, in the words of Open Badges. */
export const achievementTypeText: Readonly<Record<AchievementType, MessageDescriptor>> = defineMessages({
  Achievement: {
    id: 'templates.achievement-type.achievement',
    defaultMessage: 'Achievement',
    description: 'What a badge stands for.',
  },
  ApprenticeshipCertificate: {
    id: 'templates.achievement-type.apprenticeship-certificate',
    defaultMessage: 'Apprenticeship certificate',
    description: 'What a badge stands for.',
  },
  Assessment: {
    id: 'templates.achievement-type.assessment',
    defaultMessage: 'Assessment',
    description: 'What a badge stands for.',
  },
  Assignment: {
    id: 'templates.achievement-type.assignment',
    defaultMessage: 'Assignment',
    description: 'What a badge stands for.',
  },
  AssociateDegree: {
    id: 'templates.achievement-type.associate-degree',
    defaultMessage: 'Associate degree',
    description: 'What a badge stands for.',
  },
  Award: { id: 'templates.achievement-type.award', defaultMessage: 'Award', description: 'What a badge stands for.' },
  Badge: { id: 'templates.achievement-type.badge', defaultMessage: 'Badge', description: 'What a badge stands for.' },
  BachelorDegree: {
    id: 'templates.achievement-type.bachelor-degree',
    defaultMessage: 'Bachelor degree',
    description: 'What a badge stands for.',
  },
  Certificate: {
    id: 'templates.achievement-type.certificate',
    defaultMessage: 'Certificate',
    description: 'What a badge stands for.',
  },
  CertificateOfCompletion: {
    id: 'templates.achievement-type.certificate-of-completion',
    defaultMessage: 'Certificate of completion',
    description: 'What a badge stands for.',
  },
  Certification: {
    id: 'templates.achievement-type.certification',
    defaultMessage: 'Certification',
    description: 'What a badge stands for.',
  },
  CommunityService: {
    id: 'templates.achievement-type.community-service',
    defaultMessage: 'Community service',
    description: 'What a badge stands for.',
  },
  Competency: {
    id: 'templates.achievement-type.competency',
    defaultMessage: 'Competency',
    description: 'What a badge stands for.',
  },
  Course: {
    id: 'templates.achievement-type.course',
    defaultMessage: 'Course',
    description: 'What a badge stands for.',
  },
  CoCurricular: {
    id: 'templates.achievement-type.co-curricular',
    defaultMessage: 'Co-curricular activity',
    description: 'What a badge stands for.',
  },
  Degree: {
    id: 'templates.achievement-type.degree',
    defaultMessage: 'Degree',
    description: 'What a badge stands for.',
  },
  Diploma: {
    id: 'templates.achievement-type.diploma',
    defaultMessage: 'Diploma',
    description: 'What a badge stands for.',
  },
  DoctoralDegree: {
    id: 'templates.achievement-type.doctoral-degree',
    defaultMessage: 'Doctoral degree',
    description: 'What a badge stands for.',
  },
  Fieldwork: {
    id: 'templates.achievement-type.fieldwork',
    defaultMessage: 'Fieldwork',
    description: 'What a badge stands for.',
  },
  GeneralEducationDevelopment: {
    id: 'templates.achievement-type.general-education-development',
    defaultMessage: 'General education development',
    description: 'What a badge stands for.',
  },
  JourneymanCertificate: {
    id: 'templates.achievement-type.journeyman-certificate',
    defaultMessage: 'Journeyman certificate',
    description: 'What a badge stands for.',
  },
  LearningProgram: {
    id: 'templates.achievement-type.learning-program',
    defaultMessage: 'Learning program',
    description: 'What a badge stands for.',
  },
  License: {
    id: 'templates.achievement-type.license',
    defaultMessage: 'License',
    description: 'What a badge stands for.',
  },
  Membership: {
    id: 'templates.achievement-type.membership',
    defaultMessage: 'Membership',
    description: 'What a badge stands for.',
  },
  ProfessionalDoctorate: {
    id: 'templates.achievement-type.professional-doctorate',
    defaultMessage: 'Professional doctorate',
    description: 'What a badge stands for.',
  },
  QualityAssuranceCredential: {
    id: 'templates.achievement-type.quality-assurance-credential',
    defaultMessage: 'Quality assurance credential',
    description: 'What a badge stands for.',
  },
  MasterCertificate: {
    id: 'templates.achievement-type.master-certificate',
    defaultMessage: 'Master certificate',
    description: 'What a badge stands for.',
  },
  MasterDegree: {
    id: 'templates.achievement-type.master-degree',
    defaultMessage: 'Master degree',
    description: 'What a badge stands for.',
  },
  MicroCredential: {
    id: 'templates.achievement-type.micro-credential',
    defaultMessage: 'Micro-credential',
    description: 'What a badge stands for.',
  },
  ResearchDoctorate: {
    id: 'templates.achievement-type.research-doctorate',
    defaultMessage: 'Research doctorate',
    description: 'What a badge stands for.',
  },
  SecondarySchoolDiploma: {
    id: 'templates.achievement-type.secondary-school-diploma',
    defaultMessage: 'Secondary school diploma',
    description: 'What a badge stands for.',
  },
});
